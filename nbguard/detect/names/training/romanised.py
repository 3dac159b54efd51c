"""Names as people of these origins write them in Latin letters: what Faker holds only in their script.

Common names put together by hand, as any phone book shows them; nobody in particular.
"""

ARABIC_FIRST = """Ahmed Mohamed Mohammed Muhammad Mahmoud Mustafa Khaled Khalid Omar Umar Ali Hassan Hussein
Hussain Ibrahim Youssef Yusuf Yousef Abdullah Abdallah Abdulrahman Abdelrahman Abdulaziz Faisal Fahad Sultan Saud
Nasser Naser Saleh Salah Samir Sami Tariq Tarek Walid Waleed Ziad Ziyad Zaid Bilal Bashir Bassam Adnan Adel Amir
Amr Anas Ayman Osama Rami Ramzi Rashid Rashed Riyad Saad Saeed Said Salem Salim Sharif Sherif Tamer Wael Yasser
Yaser Yahya Zakaria Hamza Haitham Hamad Hani Hatem Imad Issam Jamal Jalal Karim Kareem Khalil Maher Majid Malik
Marwan Mazen Munir Murad Nabil Nadim Nader Qasim Raed Rafiq Fatima Fatma Aisha Aysha Khadija Mariam Maryam Zainab
Zeinab Layla Leila Laila Noor Nour Noura Huda Hanan Hala Heba Hind Iman Eman Jamila Lamia Lina Lubna Maha Manal
Mona Muna Nadia Nada Naima Najwa Nawal Rana Rania Rasha Reem Rim Ruba Sahar Salma Samar Samira Sana Sara Sawsan
Shaima Suad Suha Sumaya Wafa Yasmin Yasmine Zahra Amal Amina Asma Dalal Dalia Dina Dima Farah Ghada Hanin"""
ARABIC_LAST = """Al-Masri Al-Ahmad Al-Hassan Al-Hussein Al-Khatib Al-Sayed Al-Rashid Al-Qahtani Al-Ghamdi
Al-Otaibi Al-Harbi Al-Zahrani Al-Shehri Al-Dosari Al-Mutairi Al-Shammari Al-Maktoum Al-Thani Al-Sabah Al-Saud
Al-Jaber Al-Khalifa Al-Najjar Al-Haddad Al-Tamimi Al-Obaidi Al-Jabouri Al-Dulaimi Al-Bayati Al-Sadr Al-Maliki
Al-Hakim Al-Assad Al-Amin Al-Bashir Al-Mahdi Elsayed El-Sayed El-Sherif El-Baradei El-Shazly El-Gohary El-Masry
Abdelaziz Abdelrahman Abdulla Abu-Zaid Haddad Khoury Najjar Nasser Mansour Hamdan Hamdi Hijazi Issa Jaber Jabri
Kanaan Karam Kassem Khalaf Khalil Khalifa Khan Mahfouz Makki Maalouf Masri Mikati Mourad Mubarak Murad Mousa
Moussa Nahas Nassar Naim Odeh Omar Qasim Qureshi Rahman Ramadan Saab Saadi Sabbagh Said Salameh Saleh Salim
Salman Sayegh Shaheen Shakir Shami Sharif Shehadeh Sleiman Soliman Suleiman Taha Tawfik Touma Younes Zaki Zaidan
Ziadeh Zreik Zogby Barakat Bitar Boulos Chahine Daher Darwish Fakhoury Farah Fares Farouk Fayed Gemayel Ghanem
Habib Hadid Hakim Hamad Hammoud Hanna Harb Hariri Hashem Hosseini Benali Benjelloun Bouazizi Belhadj Bensalem
Chaoui Mokhtar Tahiri Idrissi Alaoui Berrada Bennani Ziani Zerhouni Ouali Hamidi"""
KOREAN_FIRST = """Min-jun Minjun Seo-jun Seojun Do-yun Ye-jun Yejun Si-woo Siwoo Ha-joon Joo-won Ji-ho Jiho
Ji-hoon Jihoon Jun-seo Junseo Jun-woo Hyun-woo Hyunwoo Woo-jin Woojin Gun-woo Sung-min Sungmin Sang-hoon
Sanghoon Young-ho Youngho Young-soo Yong-soo Jae-hyun Jaehyun Jae-in Jae-won Jaewon Kyung-soo Kwang-soo Ki-moon
Chan-ho Chang-min Dae-jung Dong-hyun Donghyun Geun-hye Myung-bak Hae-jin Hee-chul Ho-seok In-ho Jin-young
Jong-il Jong-un Joon-ho Jung-hoon Kang-in Heung-min Seung-hyun Seunghyun Tae-hyung Taehyung Tae-yang Won-bin
Yoo-jin Min-seo Minseo Seo-yeon Seoyeon Ji-woo Jiwoo Ji-min Jimin Seo-hyun Soo-jin Soojin Soo-min Sumin Su-bin
Eun-ji Eunji Eun-young Hye-jin Hyejin Hye-won Hyo-jin Hyun-ah Hyun-jung In-young Jeong-eun Ji-eun Jieun Ji-hye
Ji-won Jiwon Ji-yeon Jin-ah Ju-hee Kyung-hee Mi-kyung Mi-na Mi-sook Min-ji Minji Na-young Sang-mi So-hee So-yeon
Sun-hee Yeon-ah Yu-na Yuna Yoon-ah Young-ae Young-hee Young-mi Ye-eun Yerin Da-eun Chae-won Ha-eun Haeun"""
KOREAN_LAST = """Kim Lee Park Choi Jung Jeong Kang Cho Yoon Yun Jang Chang Lim Im Han Oh Seo Suh Shin Kwon
Hwang Ahn An Song Ryu Yoo Yu Hong Jeon Jun Ko Koh Moon Son Sohn Yang Bae Paik Baek Heo Hur Nam Shim Sim Noh Roh
Ha Kwak Sung Cha Joo Ju Woo Koo Gu Min Jin Na Ra Um Eom Chae Won Chun Cheon Bang Kong Hyun Ham Byun Yeom Yi Rhee Pak"""
CHINESE_FIRST = """Wei Fang Na Xiuying Min Jing Li Qiang Lei Jun Yang Yong Yan Jie Juan Tao Ming Chao Xiulan
Xia Ping Gang Guiying Xiaoming Xiaohong Xiaoli Xiaoyan Jianguo Jianhua Jianjun Zhiqiang Zhigang Weidong Wenjie
Haiyan Haibo Hongmei Yulan Yumei Guohua Guoqiang Zhenhua Yifan Yichen Yuxuan Zixuan Haoran Haoyu Junjie Mengyao
Xinyi Xinyu Yutong Ziyi Zihan Shihan Ruoxi Tianyu Jiayi Jiaqi Siyu Yue Ying Xin Hui Bin Bo Peng Fei Feng Hao Jian
Kai Liang Lin Long Mei Ning Qi Qing Rui Shan Shuai Ting Wen Xiang Xiao Xue Yi Yu Yuan Zhen Dandan Lili Meiling
Mingze Zedong Enlai Xiaoping Jinping Jintao Keqiang Tai-man Chi-wai Ka-shing Wing-yan Siu-ming Chun-ying Mei-ling
Wai-man Kwok-wing Chee-hwa Ching-te Ying-jeou Shui-bian Chih-ming Shu-fen Mei-hui Ya-ting Chia-hao Yi-chun"""
CHINESE_LAST = """Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang
Xie Song Tang Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen
Yao Cui Zhong Tan Fan Jin Shi Liao Jia Xia Fu Fang Zou Xiong Bai Meng Qin Qiu Hou Yan Xue Yin Lei Long Tao Shao Qian
Qiao Gu Lai Gong Wan Kong Mao Chang Shao Ouyang Sima Situ Zhuge Chan Wong Cheung Leung Lau Lam Ng Ho Kwok Tsang Yeung
Chow Mak Tse Fung Tsui Kwan Lo Yip Hui Chiu Chu Siu Choi Ko Hsu Hsieh Tsai Chiang Teng Kuo Tseng Liao"""
VIETNAMESE_FIRST = """Anh An Bao Binh Chau Chi Cuong Dat Diep Dieu Dinh Dong Duc Dung Duong Duy Giang Ha Hai
Hang Hanh Hieu Hoa Hoai Hoan Hoang Hong Hue Hung Huong Huy Khanh Khoa Khoi Kien Kim Lan Lam Linh Loan Loc Long Ly
Mai Manh Minh My Nam Nga Ngan Nghia Ngoc Nguyet Nhan Nhi Nhung Phat Phong Phuc Phuoc Phuong Quan Quang Quoc Quyen
Quynh Sang Son Tai Tam Tan Thai Thang Thanh Thao Thi Thien Thinh Tho Thu Thuan Thuy Tien Tin Toan Trang Tri Trinh
Trung Truong Tu Tuan Tung Tuyet Uyen Van Viet Vinh Vu Vuong Vy Xuan Yen"""
VIETNAMESE_LAST = """Nguyen Tran Le Pham Huynh Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dao Doan Vuong Trinh
Truong Dinh Lam Phung Mai To Tang Ha Luong Luu Thai Chau Cao Quach Ta Ton"""
HEBREW_FIRST = """Avi Avraham Ariel Amit Amir Assaf Barak Benjamin Binyamin Boaz Chaim Dan Daniel David Doron Dov
Ehud Eitan Eli Eliyahu Eyal Gal Gideon Gilad Guy Haim Ido Ilan Itai Itzhak Lior Menachem Meir Moshe Nadav Naftali
Nir Noam Ofer Omer Oren Ori Ran Reuven Roi Ron Shai Shimon Shlomo Tal Tomer Tzvi Uri Yaakov Yair Yakov Yaron Yehuda
Yigal Yitzhak Yoav Yonatan Yosef Yossi Yuval Zeev Ziv Adi Anat Ayelet Chana Dafna Dalia Efrat Einat Galit Hadas Hila
Ilana Inbal Keren Liat Limor Maayan Michal Miriam Moran Naama Noa Nurit Ofra Orit Orly Osnat Rachel Rivka Ronit Ruth
Sarit Shani Shira Shoshana Sigal Tali Tamar Tzipi Yael Yafit Zipora"""
HEBREW_LAST = """Cohen Levi Levy Mizrahi Peretz Biton Dahan Avraham Friedman Malka Azoulay Katz Yosef Amar Ohana
Gabay Hadad Ben-David Ben-Ami Ben-Shimon Vaknin Segal Golan Shapira Klein Edri Shalom Har-Even Hazan Moyal Sasson
Abutbul Goldberg Rosenberg Weiss Shani Barak Netanyahu Peres Rabin Sharon Olmert Livni Lapid Bennett Gantz Eshkol
Dayan Begin Shamir Herzog Weizman Rivlin Yaalon Ashkenazi Elbaz Elkayam Zohar Tzur Navon Oren Almog Bar-Lev Alon"""
PERSIAN_FIRST = """Ali Reza Mohammad Mehdi Hossein Hassan Amir Saeed Majid Mahmoud Behrouz Bahram Dariush Farhad
Farid Hamid Homayoun Javad Kamran Kaveh Kianoush Mansour Masoud Mohsen Morteza Nader Nima Omid Parviz Payam Ramin
Rostam Saman Shahin Siavash Sohrab Vahid Yashar Zahra Fatemeh Maryam Narges Leila Azadeh Anahita Bahar Elham Farzaneh
Golnaz Haleh Jila Laleh Mahsa Mahin Mina Mitra Nasrin Nazanin Negar Niloufar Parisa Parvin Roya Samira Sepideh Shirin
Shohreh Simin Soraya Taraneh Yasaman Ziba"""
PERSIAN_LAST = """Ahmadi Ahmadinejad Akbari Alavi Amini Ansari Asadi Azizi Bahrami Bakhtiari Davoodi Ebrahimi
Esfahani Farahani Farrokhzad Ghasemi Ghorbani Golzari Hashemi Heidari Hosseini Jafari Jalali Kamali Karimi Kazemi
Khamenei Khatami Khosravi Kiarostami Madani Mahdavi Makhmalbaf Mirzaei Mohammadi Moradi Mousavi Naderi Najafi
Nazari Norouzi Pahlavi Panahi Rafsanjani Rahimi Rajabi Rezaei Rostami Rouhani Sadeghi Salehi Shahbazi Shariati
Sharifi Soltani Tabrizi Taheri Tavakoli Yazdani Zamani Zarif"""
JAPANESE_FIRST = """Akira Akiko Aoi Asuka Atsushi Ayaka Ayumi Chiyo Daichi Daiki Daisuke Eiji Emi Fumiko Fumio
Haruka Haruki Haruto Hideki Hideo Hikaru Hina Hinata Hiroki Hiromi Hiroshi Hiroyuki Hisashi Hitomi Ichiro Jiro Jun
Junichi Junichiro Junko Kaede Kaito Kana Kaori Katsuo Kazuki Kazuko Kazuo Kazuya Keiko Keita Kenichi Kenji Kenta
Kenzo Kiyoshi Koichi Koji Kosuke Kotaro Kumiko Kyoko Mai Maki Makoto Mami Mana Manabu Masahiro Masaki Masako Masao
Masaru Masashi Mayumi Megumi Michiko Midori Miho Minako Minoru Misaki Mitsuko Mitsuru Miyuki Mizuki Momoka Motoko
Nana Naoki Naoko Naomi Naoto Natsuki Noboru Nobuo Noriko Osamu Reiko Ren Riku Rina Rin Ryo Ryota Ryuichi Sachiko
Saburo Sakura Satoru Satoshi Sayuri Seiji Setsuko Shigeo Shigeru Shin Shinichi Shinji Shinzo Shiori Shizuka Sho Shota
Shun Sora Susumu Taichi Takahiro Takako Takao Takashi Takeo Takeshi Takuma Takumi Taro Tatsuya Tetsuo Tetsuya Tomoko
Tomomi Toru Toshio Tsubasa Tsutomu Yasuko Yasuo Yasushi Yoichi Yoko Yosuke Yoshiko Yoshio Yui Yuichi Yuka Yuki Yukiko
Yukio Yumi Yumiko Yuriko Yusuke Yuta Yutaka Yuto"""
JAPANESE_LAST = """Abe Akiyama Ando Aoki Arai Asano Baba Chiba Doi Endo Fujii Fujimori Fujimoto Fujita Fujiwara
Fukuda Goto Hamada Hara Harada Hashimoto Hattori Hayashi Higuchi Hirano Hirata Honda Hosokawa Ichikawa Iida Ikeda
Imai Inoue Ishida Ishihara Ishii Ishikawa Ito Iwasaki Iwata Kamiya Kaneko Kato Kawaguchi Kawamura Kawasaki Kikuchi
Kimura Kishida Kobayashi Kojima Komatsu Kondo Konishi Kubo Kudo Kuroda Kurosawa Maeda Maruyama Masuda Matsuda Matsui
Matsumoto Matsuo Miura Miyamoto Miyazaki Mizuno Mori Morita Murakami Murata Nagai Nagata Nakagawa Nakajima Nakamura
Nakano Nakayama Nishida Nishikawa Nishimura Noda Noguchi Nomura Ogawa Okada Okamoto Onishi Ono Ota Otani Ozawa Saito
Sakai Sakamoto Sakurai Sano Sasaki Sato Shibata Shimada Shimizu Sugawara Sugimoto Sugiyama Suzuki Tachibana Takada
Takagi Takahashi Takeda Takeuchi Tamura Tanabe Tanaka Tani Taniguchi Toyoda Tsuchiya Uchida Ueda Ueno Wada Watanabe
Yamada Yamaguchi Yamamoto Yamanaka Yamashita Yamazaki Yokoyama Yoshida Yoshikawa Yoshimura"""
NIGERIAN_FIRST = """Chinedu Chidi Chima Chinwe Chioma Chukwuemeka Chukwudi Ebuka Emeka Ifeoma Ifeanyi Ikechukwu
Kelechi Ngozi Nkechi Nneka Nnamdi Obinna Okechukwu Oluchi Uche Uchenna Uzoma Amara Adaeze Adaobi Obiageli Olamide
Oluwaseun Olusegun Oluwatobi Olufemi Oluwadamilola Babatunde Babajide Adebayo Adekunle Ademola Adewale Ayodele Ayo
Bolanle Bukola Damilola Femi Folake Folasade Funmilayo Gbenga Kehinde Kunle Lanre Modupe Morenike Olabisi Omolara
Rotimi Segun Sola Taiwo Temitope Tunde Yetunde Yemi Wole Aminu Abubakar Ibrahim Musa Sani Umaru Yakubu Zainab Hauwa
Halima Hadiza Bilkisu Efosa Osaze Osagie Ekaette Aniekan Idara Ini Mfon Kwame Kofi Kojo Kwaku Yaw Ama Akosua Abena Efua"""
NIGERIAN_LAST = """Okafor Okonkwo Okoye Okoro Okeke Okonjo-Iweala Nwosu Nwachukwu Nwankwo Nnadi Obi Obiora Eze
Ezeh Chukwu Igwe Iheanacho Ibe Ikenna Uzor Umeh Onyekachi Onwudiwe Azikiwe Achebe Adichie Adeyemi Adeleke Adesina
Adebayo Adeoye Adewumi Afolabi Ajayi Akande Akinola Akinwale Akintola Alabi Awolowo Ayodele Babangida Balogun
Bamidele Bankole Falana Fashola Fayemi Gbadamosi Jegede Lawal Obasanjo Odumosu Ogunbanjo Ogunleye Ogunlesi Ojo
Okunola Oladipo Olaniyan Olatunji Onabanjo Oni Osinbajo Oyelaran Oyebanji Oyinlola Sanusi Shonibare Shagari Soyinka
Tinubu Yusuf Buhari Bello Dangote Danjuma Garba Jonathan Kuti Etim Effiong Ekong Bassey Udoh Umoh Mensah Owusu
Boateng Asante Appiah Agyeman Annan Nkrumah Osei Amoah Addo"""
